/** Installs the missing Debian packages where this is Debian and we are root; elsewhere says what is missing and for what. */
export function installPackages(wanted?: readonly string[]): void;
