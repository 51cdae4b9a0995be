// A certificate for hooks.example.cn that signs itself, until 2126: for receivers in tests, and worth nothing elsewhere.

/** The certificate, which is its own authority. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBdzCCARygAwIBAgIBATAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBob29rcy5l
eGFtcGxlLmNuMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAwWjAbMRkw
FwYDVQQDDBBob29rcy5leGFtcGxlLmNuMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
QgAEmXuYp3xvdf+jZN4Aj3MW/nSqRd9Ajn6OZEtlz3IbR0NQOIKQTZZaTsrmjHnr
Y0Q0+ltyn1mbsQPC2YFHwXRIWKNPME0wGwYDVR0RBBQwEoIQaG9va3MuZXhhbXBs
ZS5jbjAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBSfjGTJlIk0vHthfO8I2tjK
HKNqlTAKBggqhkjOPQQDAgNJADBGAiEAvIkuShsEIiTMrn14yTU+iL8NFkXbqnNh
aLJkpF8pJOoCIQC0+kJzWY/0/wD8L8yUJBMKpTQAktsUxRJ/TY15FsR5VA==
-----END CERTIFICATE-----
`;

/** Its key. */
export const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglB3VS61S34BEQR0Q
iMKBcPKUnb3GoQtNoI/mGM2ca1ShRANCAASZe5infG91/6Nk3gCPcxb+dKpF30CO
fo5kS2XPchtHQ1A4gpBNllpOyuaMeetjRDT6W3KfWZuxA8LZgUfBdEhY
-----END PRIVATE KEY-----
`;
