package io.github.spencerpark.ijava;

import deepq.jupyter.kernel.JavaKernel;
import deepq.jupyter.kernel.KernelMain;

/** The name under which a notebook written for IJava asks for the kernel. */
public final class IJava {
    private IJava() {}

    /** The kernel of this process; null where none runs. */
    public static JavaKernel getKernelInstance() {
        return KernelMain.instance();
    }
}
