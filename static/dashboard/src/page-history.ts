/** Where the page is, in its own terms. A host that has no queries leaves `search` out. */
export interface PagePlace {
  pathname: string;
  search?: string;
}

/** The part of a history that the page needs: the host's, or one of its own. */
export interface PageHistory {
  location: PagePlace;
  push(path: string): void;
  replace(path: string): void;
  listen(heard: (location: PagePlace) => void): () => void;
}
