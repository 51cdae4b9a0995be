// PostGraphile asks for Node 22; of what that has and Node 20 lacks, it uses this one function.
Promise.withResolvers ??= () => {
  let resolve, reject;
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
