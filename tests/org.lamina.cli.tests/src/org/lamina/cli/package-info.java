/** Tests of the command line: exit codes, what is printed where, and the JSON contract. */
package org.lamina.cli;
