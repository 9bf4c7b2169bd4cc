/**
 * Whether a text holds, or looks like a piece of, a private key. Rather too often than once too
 * seldom: the person is told to discard that key, and an innocent line is soon put right.
 */
export function looksPrivate(text: string): boolean {
  return signs.some((sign) => sign.test(text));
}

const signs = [
  /BEGIN .*PRIVATE KEY/,
  /^PuTTY-User-Key-File-/,
  // A private member of a JWK, in JSON that need not be whole.
  /(?:^|[{,])\s*"(?:d|p|q|dp|dq|qi|oth|k)"\s*:/m,
  // Bodies without their BEGIN line: "openssh-key-v1", then DER that begins with version 0 of
  // PKCS #8 with the EC algorithm, and with version 1 of SEC 1 for P-256.
  /^b3BlbnNzaC1rZXktdjE/,
  /^MI[A-Za-z0-9+/]{1,5}AgEAMBMGByqGSM49/,
  /^MHcCAQEEI/,
];
