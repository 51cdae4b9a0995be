// Plays a year of an agreement against a running server: report, verify, settle, pay, correct; ends with the accounts.
import { parseArgs } from 'node:util';
import { partiesOf, Told } from './graph.js';
import { bankPage } from './bank-page.js';
import { lastPage } from './last-page.js';
import { play } from './story.js';

const defaults = {
  url: 'http://localhost:4000/graphql',
  keys: '.data/demo-keys.json',
  agreement: '示例童萌×晨光社区 惠民早教合作协议',
};

const help = `用法:npm run demo -- [选项]

以演示密钥演一遍 2018 年度的收益分成:企业申报利润,社区核验,街道结算,企业缴款,基金会确认到账,
次年三月更正利润,银行对账,最后列出各基金的账,并把其中一分钱追溯到协议条款。
须先在另一个终端运行 npm start。每一步都有固定的幂等键,再运行一次只会重放,不会重复入账。

  --url <地址>        图的地址,默认 ${defaults.url}
  --keys <文件>       演示密钥文件,默认 ${defaults.keys}
  --agreement <标题>  示例区协议的标题,默认 ${defaults.agreement}
  --help              显示本说明`;

function readOptions(): typeof defaults & { readonly help: boolean } {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
  try {
    return parseArgs({
      options: {
        url: text(defaults.url),
        keys: text(defaults.keys),
        agreement: text(defaults.agreement),
        help: { type: 'boolean', default: false, short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new Told(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

const tell = (line: string): void => console.log(line);

try {
  const options = readOptions();
  if (options.help) tell(help);
  else {
    const parties = await partiesOf(options.url, options.keys);
    await play(parties, options.agreement, tell);
    await bankPage(parties, options.agreement, tell);
    await lastPage(parties, options.agreement, tell);
  }
} catch (error) {
  if (!(error instanceof Told)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
