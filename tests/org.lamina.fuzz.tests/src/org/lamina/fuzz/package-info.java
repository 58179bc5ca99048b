/**
 * Fuzzes what reads files of strangers. A target takes bytes and either reads them or refuses them in the way that its
 * interface promises; anything else, and running out of time or memory, is a finding. The targets run on committed
 * inputs in every test run, and under Jazzer, which looks for inputs that reach new code.
 */
package org.lamina.fuzz;
