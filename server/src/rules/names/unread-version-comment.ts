import { enumeration } from '../../core/text/words.ts';
import {
  directivesIn,
  knownWords,
  type Directive,
  type DirectiveWord,
} from '../../core/config/directives.ts';
import { defineRule } from '../../core/linting/rule.ts';
import { formatVersion } from '../../core/server/server-version.ts';
import { shortened } from '../../core/text/quoted.ts';

export default defineRule(
  'config',
  {
    severity: 'warning',
    summary: 'A comment of ours says something that is not read',
    citation: 'README, in-file comments',
  },
  function* ({ text }, { serverVersion }) {
    for (const directive of directivesIn(text)) {
      const version = badVersion(directive);
      if (version) {
        yield {
          span: directive.span,
          message: `This comment names no version, so the file is judged for MongoDB ${formatVersion(serverVersion)}; the form is # mongodb-tls: version=4.4.18.`,
        };
        continue;
      }
      for (const word of directive.words) {
        const message = faultOf(word);
        if (message !== undefined) yield { span: word.span, message };
      }
    }
  },
);

/** The word that is to name a version, in whatever shape: `version: 4.4` and `version 4.4` too. */
function badVersion({ words }: Directive): DirectiveWord | undefined {
  const word = words.find(({ name }) => /^version\b/.test(name));
  return word && !(word.name === 'version' && isRead(word)) ? word : undefined;
}

function faultOf(word: DirectiveWord): string | undefined {
  const known = knownWords.get(word.name);
  if (known) return isRead(word) ? undefined : `${word.name} is not read here; the form is ${known.form}.`;
  const forms = [...knownWords.values()].map(({ form }) => form);
  return `"${shortened(word.name)}" is no word of these comments and says nothing; they know ${enumeration(forms)}.`;
}

function isRead({ name, value }: DirectiveWord): boolean {
  return value !== undefined && knownWords.get(name)?.isRead(value) === true;
}
