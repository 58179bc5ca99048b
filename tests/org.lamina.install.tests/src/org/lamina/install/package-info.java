/**
 * Tests of what users get: the update site, the product and its scripts, and Lamina installed into an Eclipse.
 */
package org.lamina.install;
