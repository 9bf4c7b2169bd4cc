// lucide ships each icon as a module of plain data, but types only for its barrel of 1,900 icons.
declare module "lucide/dist/esm/icons/*.mjs" {
  const icon: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];
  export default icon;
}
