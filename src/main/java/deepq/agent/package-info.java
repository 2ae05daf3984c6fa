/** Deep Q-learning: the configuration, the agent, its training, and how well it plays. */
package deepq.agent;
