/** What a project sets otherwise than the rules' defaults, for the command line and the IDE alike. */
package org.lamina.checks.settings;
