/// The merge loop that trainers by merging share, over symbols of any kind: bytes, characters or
/// the tokens of an earlier run; not API.
package org.tokenlab.training.internal.merge;
