/// Character classes as each peer has them, pinned: a newer JDK or ICU doesn't change any ids. Not
/// API.
package org.tokenlab.tokenizers.internal.unicode;
