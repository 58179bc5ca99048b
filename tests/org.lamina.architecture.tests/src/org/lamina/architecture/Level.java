package org.lamina.architecture;

/** The levels of the house. Each may use what the ones before it may use, and more. */
enum Level {

    /** Pure Java with pure-Java libraries: no Eclipse, SWT, AWT or native code. */
    L0,

    /** Runs without a workbench; headless AWT inside, and the libraries of Eclipse that run anywhere. */
    L1,

    /** Eclipse without SWT. */
    L2,

    /** SWT, JFace and the workbench. */
    L3
}
