/** The mark of Latchkey, as in the extension's toolbar. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128"><rect width="128" height="128" rx="28" fill="#1f5f5b"/><g transform="rotate(-45 64 64)"><path fill="#ffffff" fill-rule="evenodd" d="M54.980 52H118l9 9V69l-6 6h-7l-5-7-5 7h-7l-6-11-6 11h-7l-5-7-5 7H54.980A26 26 0 1 1 54.980 52ZM17 64a9 9 0 1 0 18 0a9 9 0 1 0-18 0Z"/><path fill="#f2b33d" d="M58 56h58l4 4H58z"/></g></svg>
`;
