package deepq.network;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Starts ND4J's native library, once a process, with one thread. */
final class NativeBackend {
    private NativeBackend() {}

    /**
     * One thread, set in three places (ND4J's own loops, OpenMP, OpenBLAS): a second one makes arrays as small as ours slower,
     * many times slower on a busy machine, and may add in another order, so that the same seed would give other numbers.
     */
    static void start() {
        try {
            Nd4j.getEnvironment().setMaxMasterThreads(1);
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
            Nd4j.factory().blas().setMaxThreads(1);
        } catch (LinkageError | RuntimeException e) {
            throw new IllegalStateException(missing(), e);
        }
    }

    static String missing() {
        String os = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        String cpu = System.getProperty("os.arch").matches("aarch64|arm64") ? "arm64" : "x86_64";
        String name = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : "linux";
        return "ND4J's native library did not start. On this machine it needs org.nd4j:nd4j-native, org.bytedeco:openblas and"
                + " org.bytedeco:javacpp with the classifier " + name + "-" + cpu
                + " on the class path; the pom's profiles add them for the machine that Maven runs on. A DenseNetwork does"
                + " without.";
    }
}
