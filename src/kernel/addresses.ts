// Addresses of outside places as the environment names them.

/** A bucket of a storage that speaks S3. */
export interface S3Place {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Whether the bucket stands in the host's name or begins the path. */
  readonly addressing: 'path' | 'host';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The protocol of an address; empty where it is none. */
export function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : '';
}

/** Whether an address of http or https names a place without a path. */
export function isOrigin(address: string): boolean {
  return (
    /^https?:$/.test(protocolOf(address)) &&
    [`${new URL(address).origin}/`, new URL(address).origin].includes(address)
  );
}
