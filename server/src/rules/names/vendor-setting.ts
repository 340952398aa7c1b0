import { vendorSettingAt } from '../../core/catalogue/catalogue.ts';
import { defineRule } from '../../core/linting/rule.ts';

export default defineRule(
  'config',
  {
    severity: 'info',
    summary: 'A setting that another distribution adds',
    citation: 'Percona Server for MongoDB documentation; not in the IDL files of the MongoDB server',
    formats: ['yaml'],
  },
  function* (config) {
    const reported = new Set<number>();
    for (const { path, keySpan, parents } of config.settings) {
      const vendor = vendorSettingAt(path);
      if (!vendor) continue;
      // a section of its own is reported once
      const span =
        parents.find(({ key }) => path.startsWith(`${vendor.path}.`) && isLast(key, vendor.path))?.keySpan ??
        keySpan;
      if (reported.has(span[0])) continue;
      reported.add(span[0]);
      yield {
        span,
        message: `${vendor.path} is a setting of ${vendor.vendor}; MongoDB's own server does not know it and would not start.`,
      };
    }
  },
);

function isLast(key: string, path: string): boolean {
  return path === key || path.endsWith(`.${key}`);
}
