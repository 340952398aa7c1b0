/** What the page has beside the look of all pages. */
export const style = `
.to-do { font-size: 1em; margin: 0.8rem 0 0.2rem; display: block; }
.obstacle { margin: 0.6rem 0; }
.obstacle ol { margin: 0.2rem 0; padding-left: 1.4rem; }
.obstacle ol li { margin-top: 0.2rem; }
#runs + ul li { margin-top: 0.3rem; }
`;
