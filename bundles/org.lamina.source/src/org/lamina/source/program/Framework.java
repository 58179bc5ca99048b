package org.lamina.source.program;

/** The libraries whose programs are understood. */
public enum Framework {
    KERAS, TENSORFLOW, PYTORCH, DJL
}
