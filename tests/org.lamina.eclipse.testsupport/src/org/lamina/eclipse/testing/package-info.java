/** What the tests of a running workspace share: projects that go away, the demo's files, and a watch on the log. */
package org.lamina.eclipse.testing;
