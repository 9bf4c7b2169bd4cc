export const css = `body{font:16px/1.5 system-ui}`;
