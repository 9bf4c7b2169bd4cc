export const landingPage = (): string => "<!doctype html>";
