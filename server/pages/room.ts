export const roomPage = (_host: string | undefined): string => "<!doctype html>";
