/** Tests of how programs are found. */
package org.lamina.source.project;
