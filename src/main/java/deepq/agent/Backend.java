package deepq.agent;

import deepq.network.Architecture;
import deepq.network.QNetwork;
import deepq.random.Pcg64;

/** Which of the two networks does the learning. Given the same stream, both start from the same weights. */
public enum Backend {
    /** Plain Java on float arrays: microseconds an update, the same bits on every machine. */
    DENSE,
    /** deeplearning4j: the library that one would use for larger networks. */
    DL4J;

    QNetwork network(Architecture architecture, Pcg64 random) {
        return this == DENSE ? QNetwork.dense(architecture, random) : QNetwork.dl4j(architecture, random);
    }
}
