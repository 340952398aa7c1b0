export const mongoshPath: string;
