/**
 * The programs that may belong to a model, found through a {@link org.lamina.source.project.SourceTree} (the workspace
 * in the IDE, the file system on the command line), and what names mean across their files.
 */
package org.lamina.source.project;
