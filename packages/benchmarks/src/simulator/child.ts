import { measureFleet } from './measureFleet';

measureFleet(Number(process.argv[2])).then(
  answer => {
    process.send?.({ answer }, undefined, undefined, () => process.exit(0));
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
