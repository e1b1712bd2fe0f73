/** The Tabler icons by first letter: each loads the icons of that letter, name to shapes. Made by the build. */
declare module "tabler:icons" {
  export type Shapes = [tag: string, attributes: Record<string, string>][];
  const loaders: Record<string, () => Promise<{ default: Record<string, Shapes> }>>;
  export default loaders;
}
