// Colours of keys. Each base has the same lightness (OKLCH 0.615, metals 0.6), which gives at least
// 3:1 on the light and on the dark surfaces alike, so that the server and a printed card need no
// theme. `light` and `shade` only lie on top of a base.

export interface Tones {
  readonly name: string;
  readonly base: string;
  readonly light: string;
  readonly shade: string;
}

export const bowColours: readonly Tones[] = [
  { name: "crimson", base: "#d74f5f", light: "#f48289", shade: "#963540" },
  { name: "coral", base: "#d6572d", light: "#f38766", shade: "#953a1c" },
  { name: "amber", base: "#bc7000", light: "#e5953b", shade: "#824c03" },
  { name: "olive", base: "#918802", light: "#b7ad30", shade: "#635d04" },
  { name: "lime", base: "#689503", light: "#90ba53", shade: "#466702" },
  { name: "green", base: "#199f43", light: "#65c175", shade: "#0e6d2c" },
  { name: "jade", base: "#039c76", light: "#29c598", shade: "#046b51" },
  { name: "teal", base: "#0b9895", light: "#02c2be", shade: "#036966" },
  { name: "sky", base: "#0b91bc", light: "#17b9ee", shade: "#066482" },
  { name: "blue", base: "#3c82e8", light: "#72aafe", shade: "#2759a2" },
  { name: "indigo", base: "#6f75e8", light: "#959fff", shade: "#4c50a2" },
  { name: "violet", base: "#9369dc", light: "#b494f5", shade: "#654799" },
  { name: "plum", base: "#b25cc0", light: "#d28add", shade: "#7c3e85" },
  { name: "rose", base: "#d15084", light: "#ee81a9", shade: "#91355a" },
];

export const bladeMetals: readonly Tones[] = [
  { name: "steel", base: "#7a8189", light: "#a5abb4", shade: "#4d535b" },
  { name: "brass", base: "#997c30", light: "#c5a75d", shade: "#674f00" },
  { name: "copper", base: "#ac6f4f", light: "#da9a79", shade: "#7a4122" },
];
