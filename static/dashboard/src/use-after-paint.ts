import { startTransition, useEffect, useState } from 'react';

/** `false` in a first drawing, which is kept small; then `true`, in a drawing that gives way to whatever is more urgent. */
export function useAfterPaint(): boolean {
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    startTransition(() => {
      setIsAfter(true);
    });
  }, []);
  return isAfter;
}
