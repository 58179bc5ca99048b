/** Tests of the model of programs. */
package org.lamina.source.following;
