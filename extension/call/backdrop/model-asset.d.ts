// A file that the bundler writes into the script, as a data: address.
declare module "*?url&inline" {
  const address: string;
  export default address;
}
