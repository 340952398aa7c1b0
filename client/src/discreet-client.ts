import { LanguageClient } from 'vscode-languageclient/node';

/**
 * A language client whose trace names the messages and leaves out what is in them: the first thing a client sends is the whole
 * text of a document, and ours are keyfiles, private keys and configurations with passwords.
 */
export class DiscreetClient extends LanguageClient {
  override trace(message: string): void {
    super.trace(message);
  }
}
