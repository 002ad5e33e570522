/** What the key of a Jira project looks like; a site may set a narrower pattern of its own. */
export const projectKeyPattern = /^[A-Z][A-Z0-9_]{0,79}$/;
