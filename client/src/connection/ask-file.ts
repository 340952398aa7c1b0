import { window } from 'vscode';
import type { FileField } from './form-values.ts';

const titles: Readonly<Record<FileField, string>> = {
  tlsCAFile: 'Certificate Authorities to Trust',
  tlsCertificateKeyFile: 'Certificate of the Client with Its Private Key',
};

/** Asks for a file of the client. Undefined where the user leaves. */
export async function askFile(field: FileField): Promise<string | undefined> {
  const filters = { 'PEM files': ['pem', 'crt', 'cer', 'key'], 'All files': ['*'] };
  const chosen = await window.showOpenDialog({ title: titles[field], openLabel: 'Choose', filters });
  return chosen?.[0]?.fsPath;
}
