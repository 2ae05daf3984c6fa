/** The action-value network Q(s, a; w): one interface, once on deeplearning4j and once on plain arrays. */
package deepq.network;
