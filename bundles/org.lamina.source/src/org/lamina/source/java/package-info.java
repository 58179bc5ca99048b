/** Java programs that train networks with DJL, read without running or compiling them. */
package org.lamina.source.java;
