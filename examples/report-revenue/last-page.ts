// The last page.
export {};
