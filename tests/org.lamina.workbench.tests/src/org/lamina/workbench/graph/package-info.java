/** Tests of the architecture graph editor in a workbench. */
package org.lamina.workbench.graph;
