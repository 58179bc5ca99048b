/** The Deep Java Library: blocks, arrays, data sets and trainers. */
package org.lamina.source.following.djl;
