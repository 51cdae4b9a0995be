// What a statement of the bank tells about natural persons, so that it can be kept from those who may not know it.

/** Words at the end or inside of what organizations are called. */
const organizationWords =
  /公司|集团|银行|支行|信用社|合作社|委员会|居委会|村委会|基金会|协会|学会|商会|联合会|慈善会|促进会|政府|办事处|财政|税务|国库|法院|中心|幼儿园|学校|大学|学院|医院|工作室|事务所|经营部|门市部|服务部|服务站|俱乐部|研究院|研究所|餐饮|餐馆|饭店|酒店|超市|商店|药房|药店|工厂|支付|财付通|清算|结算|待报解|[厂店社局处所院校园站馆行]$/;

/**
 * Whether who is named may be a natural person: what does not sound like an organization may be one. A name of two or
 * three characters is one whatever its last character is.
 */
export function mayBePerson(name: string | null): boolean {
  if (name === null) return false;
  const plain = name.normalize('NFKC').replace(/\s/g, '');
  return [...plain].length < 4 || !organizationWords.test(plain);
}

/** A text without what tells persons apart: telephones keep three digits and four, identity cards three and four. */
export function withoutPersonalNumbers(text: string): string {
  return text
    .replace(/(?<!\d)(\d{3})\d{11}(\d{3}[\dXx])(?![\dXx])/g, '$1***********$2')
    .replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2');
}
