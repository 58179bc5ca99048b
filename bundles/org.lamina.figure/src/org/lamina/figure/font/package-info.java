/**
 * The typeface of exported figures and what is in its files: a part of Liberation Sans, which has the widths of
 * Helvetica and Arial, under the SIL Open Font License (OFL.txt).
 */
package org.lamina.figure.font;
