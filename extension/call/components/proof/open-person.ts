import { createContext, useContext } from "solid-js";

/** What is shown of a person: everything that is known, or the seven signs to compare at once. */
export type PersonPage = "facts" | "compare";

/** Opens "Who is this?" about one participant. Does nothing outside of the call's page. */
export type OpenPerson = (peerId: string, page: PersonPage) => void;

export const OpenPersonContext = createContext<OpenPerson>(() => undefined);

export function useOpenPerson(): OpenPerson {
  return useContext(OpenPersonContext);
}
