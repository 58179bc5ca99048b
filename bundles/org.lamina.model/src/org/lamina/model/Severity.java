package org.lamina.model;

/** How bad a finding is, mildest first (UMLAUT's three levels). */
public enum Severity {
    /** Doubtful practice; may be meant. */
    WARNING,
    /** The model will be worse than it should be. */
    ERROR,
    /** The model cannot learn, or its outputs are meaningless. */
    CRITICAL
}
