/** What trainings are made of in all frameworks: losses, optimizers, the steps of hand-written loops. */
package org.lamina.source.following.training;
