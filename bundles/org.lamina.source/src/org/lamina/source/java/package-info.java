/**
 * Java programs, read by the parser of Eclipse's Java tools (JDT) without a workbench, and told in the statements that
 * programs are followed in. Only {@link org.lamina.source.java.JavaSource} may be used where there is no JDT.
 */
package org.lamina.source.java;
