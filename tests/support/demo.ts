// The office that tests write in.

export const demoTenant = 990_101;
export const demoCounty = '990101';
