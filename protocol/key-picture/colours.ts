// Colours of keys. The `base` colours make the silhouette; they have one lightness (OKLCH 0.575 for
// bows, 0.6 for metals), which gives at least 3:1 on the light and on the dark surfaces alike: the
// server's pages and a printed card need no theme. `light` and `shade` only lie on top of them.

export interface Tones {
  readonly name: string;
  readonly base: string;
  readonly light: string;
  readonly shade: string;
}

export const bowColours: readonly Tones[] = [
  { name: "crimson", base: "#c94253", light: "#e7626f", shade: "#963540" },
  { name: "coral", base: "#c84b15", light: "#e56a3c", shade: "#953b17" },
  { name: "amber", base: "#ab6700", light: "#cf7e05", shade: "#814d01" },
  { name: "olive", base: "#877a01", light: "#a59601", shade: "#665c01" },
  { name: "lime", base: "#5f8801", light: "#76a51b", shade: "#466702" },
  { name: "green", base: "#019239", light: "#38ae55", shade: "#0e6d2c" },
  { name: "jade", base: "#028e6c", light: "#0bad84", shade: "#046b51" },
  { name: "teal", base: "#028b8a", light: "#05a9a8", shade: "#016968" },
  { name: "sky", base: "#0185ad", light: "#05a2d1", shade: "#066482" },
  { name: "blue", base: "#2b76da", light: "#4b93f7", shade: "#245aa2" },
  { name: "indigo", base: "#6668da", light: "#8085f6", shade: "#4d4fa2" },
  { name: "violet", base: "#8a5bcd", light: "#a478e9", shade: "#674698" },
  { name: "plum", base: "#a84fb0", light: "#c46ccc", shade: "#7d3d83" },
  { name: "rose", base: "#bf4483", light: "#dd639e", shade: "#8f3662" },
];

export const bladeMetals: readonly Tones[] = [
  { name: "steel", base: "#7a8189", light: "#acb2b9", shade: "#4a5058" },
  { name: "brass", base: "#997c30", light: "#c6af75", shade: "#644c00" },
  { name: "copper", base: "#b16c4b", light: "#dca286", shade: "#7b3b19" },
];
