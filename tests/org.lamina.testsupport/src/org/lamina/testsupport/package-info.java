/** What tests of several bundles share: models built in code. */
package org.lamina.testsupport;
