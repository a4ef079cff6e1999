/// Reading text.
package org.tokenlab.corpora;
